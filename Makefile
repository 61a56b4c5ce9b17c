# What there is to do with this product. Every target sets up what it needs by itself.
PORT ?= 8000
PYTHON ?=
TOUR_FOLDER ?= .
MANAGE := .venv/bin/python manage.py
PYTEST := .venv/bin/python -m pytest --quiet --numprocesses auto
export PYTHON PORT

.PHONY: help run app test e2e check hammer soak scale load fuzz outage drawing schema tour install install-dev install-scale build-app

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export PUBLIC_URL ?= http://127.0.0.1:$(PORT)
run: install build-app ## Serve the product with demo data on http://127.0.0.1:8000, or on PORT=8123
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@exec .venv/bin/python -m honcho --env /dev/null start

app: install ## Build the owner's app, with Node 20 or newer, else with one that is brought into .venv
	@.ci/frontend build

build-app: # The API serves without the app, so a build that fails stops nothing.
	@.ci/frontend build || echo "The app could not be built, so /app/ is missing; the API works without it."

test: install ## Run every test on SQLite, and on PostgreSQL where TEST_POSTGRES_URL is set
	@DATABASE_URL= $(PYTEST)
	@why="make e2e runs them"; .ci/browser >/dev/null 2>&1 || why="there is no Chromium here"; \
	echo "The tests in a browser (e2e/) are left out: $$why."
ifdef TEST_POSTGRES_URL
	@DATABASE_URL=$(TEST_POSTGRES_URL) $(PYTEST)
endif

e2e: install-dev app ## Use the app and the invitees' page in a real Chromium; CHROMIUM names another one
	@.ci/browser >/dev/null
	@CHROMIUM=$$(.ci/browser) DATABASE_URL= $(PYTEST) e2e

check: install-dev ## Check style, types, layers, migrations, security settings, OpenAPI and packages
	@.venv/bin/python -m ruff format --check .
	@.venv/bin/python -m ruff check .
	@.venv/bin/djade --check --target-version 5.2 $$(find templates -name '*.html')
	@.venv/bin/python -m mypy .
	@.venv/bin/lint-imports
	@DATABASE_URL= $(PYTEST) benchmarks/test_*.py
	@$(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@$(SCHEMA) --file var/openapi.yaml
	@diff -u docs/openapi.yaml var/openapi.yaml || { echo "docs/openapi.yaml is out of date: make schema"; exit 1; }
	@.venv/bin/python .ci/audit.py
	@.ci/frontend check

HAMMER_SECONDS ?= 60
HAMMER_CLIENTS ?= 16
hammer: export DATABASE_URL := $(or $(HAMMER_URL),postgres://postgres@127.0.0.1:5432/oneonone_hammer)
hammer: install ## Race real clients against a real server on a throwaway PostgreSQL database, HAMMER_URL
	@.venv/bin/python -m benchmarks.hammer --seconds $(HAMMER_SECONDS) --clients $(HAMMER_CLIENTS)

SOAK_MAILS ?= 200
SOAK_KILLS ?= 10
SOAK_HASTE ?= 20
soak: export DATABASE_URL := $(or $(SOAK_URL),sqlite:///$(CURDIR)/var/soak.sqlite3)
soak: install ## Send mails through a bad server while processes are killed; SOAK_URL is a throwaway database
	@.venv/bin/python -m benchmarks.mail_faults --mails $(SOAK_MAILS) --kills $(SOAK_KILLS) --haste $(SOAK_HASTE)
	@.venv/bin/python -m benchmarks.mail_faults --mails 100 --kills 4 --control

scale: export DATABASE_URL := $(or $(SCALE_URL),postgres://postgres@127.0.0.1:5432/oneonone_scale)
scale: export JOBS_URL := $(or $(SCALE_JOBS_URL),redis://127.0.0.1:6379/9)
scale: install-scale ## Let Celery wake workers and kill them; SCALE_URL and SCALE_JOBS_URL, an empty Redis, are throwaway
	@.venv/bin/python -m benchmarks.wakers

LOAD_SECONDS ?= 60
LOAD_RATE ?= 150
load: export LOAD_URL := $(or $(LOAD_URL),postgres://postgres@127.0.0.1:5432/oneonone_load)
load: install ## Keep a real server busy with LOAD_RATE calls a second; LOAD_URL is a throwaway PostgreSQL database
	@.venv/bin/python -m benchmarks.load --postgres $(LOAD_URL) --seconds $(LOAD_SECONDS) --rate $(LOAD_RATE)

FUZZ_EXAMPLES ?= 10
fuzz: export DATABASE_URL := $(or $(FUZZ_URL),sqlite:///$(CURDIR)/var/fuzz.sqlite3)
fuzz: install-dev ## Try what the OpenAPI description allows and what not; FUZZ_URL is a throwaway database
	@.venv/bin/python -m benchmarks.fuzz --examples $(FUZZ_EXAMPLES)

outage: export DATABASE_URL := $(or $(OUTAGE_URL),postgres://postgres@127.0.0.1:5432/oneonone_outage)
outage: install ## Cut a real server and a worker off their PostgreSQL database, and restart servers amid requests
	@.venv/bin/python -m benchmarks.outage
	@.venv/bin/python -m benchmarks.outage_of_worker
	@.venv/bin/python -m benchmarks.restart

drawing: install-dev app ## Measure how long the app takes to draw 500 invitees and 2,000 contacts, a minute in Chromium
	@CHROMIUM=$$(.ci/browser) .venv/bin/python -m benchmarks.drawing

SCHEMA = $(MANAGE) spectacular --validate --fail-on-warn
schema: install ## Write docs/openapi.yaml anew, and the app's types from it
	@$(SCHEMA) --file docs/openapi.yaml
	@.ci/frontend types

# What a server has to set; `check --deploy` looks at the rest.
PRODUCTION = DEBUG=false SECRET_KEY=only-for-the-check-of-settings-0123456789-abcdefghijklmnop \
	ALLOWED_HOSTS=oneonone.example.org PUBLIC_URL=https://oneonone.example.org \
	EMAIL_URL=smtp://localhost:25 DEFAULT_FROM_EMAIL=oneonone@example.org

tour: ## Run the README's tour of the API, exactly its lines, against a running `make run`
	@awk '/^```sh tour/ { on = 1; next } /^```/ { on = 0 } on' README.md | (cd $(TOUR_FOLDER) && bash -v -euo pipefail)

install:
	@.ci/install requirements.txt

install-scale: install
	@.ci/install requirements-scale.txt

install-dev: install
	@.ci/install requirements-dev.txt
