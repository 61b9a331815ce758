-- A wholesaler reads of its disputed order what the dispute says
select d.stripe_dispute_id, p.id, p.status, d.status as dispute_status
from disputes d join dispute_parts p on p.dispute_id = d.id
where (p.status, p.stage) is distinct from (d.status, d.stage) or p.evidence_due_at is distinct from d.evidence_due_at;
