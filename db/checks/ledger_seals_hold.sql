-- Every seal of the ledger still fits what it seals and the seal before it
with recomputed as (
  select s.number, s.hash, s.previous_hash, s.transaction_count, count(t.id) as found,
    lag(s.hash, 1, '\x'::bytea) over (order by s.number) as hash_before, row_number() over (order by s.number) as place,
    sha256(s.previous_hash || convert_to(coalesce(string_agg(ledger_transaction_line(t), E'\n' order by m.position), ''), 'UTF8')) as hash_now
  from ledger_seals s
  left join ledger_sealed_transactions m on m.seal_number = s.number
  left join ledger_transactions t on t.id = m.transaction_id
  group by s.number
)
select number, transaction_count, found, encode(hash, 'hex') as sealed, encode(hash_now, 'hex') as now
from recomputed
where hash <> hash_now or previous_hash <> hash_before or number <> place or transaction_count <> found;
