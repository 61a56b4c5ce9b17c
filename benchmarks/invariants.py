"""What must hold in the database after every round of the hammer: each query counts the violations."""

from django.db import connection

INVARIANTS = {
    "meetings of a calendar too close": """
        SELECT count(*) FROM calendars_meeting one
        JOIN calendars_meeting other ON other.calendar_id = one.calendar_id AND other.id > one.id
        JOIN calendars_calendar c ON c.id = one.calendar_id
        WHERE one.owner_id = %s AND one.status = 'confirmed' AND other.status = 'confirmed'
        AND one.start < other."end" + c.buffer_minutes * interval '1 minute'
        AND other.start < one."end" + c.buffer_minutes * interval '1 minute'""",
    "owner meets two people at once": """
        SELECT count(*) FROM calendars_meeting one
        JOIN calendars_meeting other ON other.owner_id = one.owner_id AND other.id > one.id
        WHERE one.owner_id = %s AND one.status = 'confirmed' AND other.status = 'confirmed'
        AND one.start < other."end" AND other.start < one."end" """,
    "meeting outside an answer": """
        SELECT count(*) FROM calendars_meeting m
        JOIN calendars_invitation i ON i.id = m.invitation_id
        WHERE m.owner_id = %s AND m.status = 'confirmed' AND i.status = 'responded' AND NOT EXISTS (
            SELECT 1 FROM calendars_slot s
            WHERE s.invitation_id = i.id AND s.start <= m.start AND s."end" >= m."end")""",
    "answer after finalizing": """
        SELECT count(*) FROM calendars_logentry answer
        JOIN calendars_logentry final ON final.calendar_id = answer.calendar_id AND final.id < answer.id
        JOIN calendars_calendar c ON c.id = answer.calendar_id
        WHERE c.owner_id = %s AND answer.action = 'answered' AND final.action = 'finalized'""",
    "answer after the deadline": """
        SELECT count(*) FROM calendars_invitation i
        JOIN calendars_calendar c ON c.id = i.calendar_id
        WHERE c.owner_id = %s AND i.responded_at >= coalesce(i.deadline, c.deadline)""",
    "answer mixed of two": """
        SELECT count(*) FROM (
            SELECT s.invitation_id FROM calendars_slot s
            JOIN calendars_calendar c ON c.id = s.calendar_id
            WHERE c.owner_id = %s AND s.invitation_id IS NOT NULL GROUP BY s.invitation_id
            HAVING count(DISTINCT s.preference) > 1 OR count(*) > 2) mixed""",
    "calendar finalized twice": """
        SELECT count(*) FROM (
            SELECT l.calendar_id FROM calendars_logentry l JOIN calendars_calendar c ON c.id = l.calendar_id
            WHERE c.owner_id = %s AND l.action = 'finalized'
            GROUP BY l.calendar_id HAVING count(*) > 1) twice""",
    "confirmed meeting without its one mail": """
        SELECT count(*) FROM calendars_meeting m WHERE m.owner_id = %s AND m.status = 'confirmed'
        AND 1 <> (
            SELECT count(*) FROM mail_outgoingmail o
            WHERE o.dedupe_key = 'meeting:' || m.id || ':0:request')""",
    "invitation without its one mail": """
        SELECT count(*) FROM calendars_invitation i JOIN calendars_calendar c ON c.id = i.calendar_id
        WHERE c.owner_id = %s AND EXISTS (
            SELECT 1 FROM calendars_logentry l WHERE l.calendar_id = c.id AND l.action = 'invited')
        AND 1 <> (SELECT count(*) FROM mail_outgoingmail o WHERE o.dedupe_key = 'invite:' || i.id || ':1')
        AND i.invited_at >= c.created_at""",
    "session open whose token was used twice": """
        SELECT count(*) FROM accounts_refreshsession WHERE user_id = %s AND revoked_at IS NULL""",
    "over 1,000 invitations": """
        SELECT count(*) FROM (
            SELECT i.calendar_id FROM calendars_invitation i
            JOIN calendars_calendar c ON c.id = i.calendar_id
            WHERE c.owner_id = %s GROUP BY i.calendar_id HAVING count(*) > 1000) full_ones""",
    "over 500 times": """
        SELECT count(*) FROM (
            SELECT s.calendar_id FROM calendars_slot s JOIN calendars_calendar c ON c.id = s.calendar_id
            WHERE c.owner_id = %s GROUP BY s.calendar_id, s.invitation_id HAVING count(*) > 500) full_ones""",
}


def violations(owner):
    """Return the names of the broken invariants among the rows of one owner, with their counts."""
    found = []
    with connection.cursor() as cursor:
        for name, query in INVARIANTS.items():
            cursor.execute(query, [owner.pk])
            (count,) = cursor.fetchone()
            found += [f"{name}: {count}"] if count else []
    return found
