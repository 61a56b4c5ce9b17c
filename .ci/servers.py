"""Make sure that PostgreSQL and Redis answer: without them half of the checks would check nothing."""

import os
import sys

import psycopg
import redis

server, _, _ = os.environ["TEST_POSTGRES_URL"].rpartition("/")
try:
    psycopg.connect(f"{server}/postgres", connect_timeout=5).close()
except psycopg.OperationalError as error:
    sys.exit(f"PostgreSQL is required and does not answer; set TEST_POSTGRES_URL. {error}")
try:
    redis.Redis.from_url(os.environ["SCALE_JOBS_URL"], socket_connect_timeout=5).ping()
except redis.RedisError as error:
    sys.exit(f"Redis is required and does not answer; set SCALE_JOBS_URL. {error}")
