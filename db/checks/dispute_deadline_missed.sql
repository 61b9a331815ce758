-- A dispute ran past its day without an answer: it is lost by silence
-- severity: warning
select stripe_dispute_id, evidence_due_at from disputes where stage = 'to_answer' and evidence_due_at < now();
