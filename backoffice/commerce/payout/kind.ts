/** SQL: what a ledger transaction t was to its wholesaler, as a StatementKind. */
export const KIND = `case when t.kind in ('order_placed', 'delivered') then 'sales' when t.kind = 'refund' then 'refunds' when t.kind = 'dispute' then 'disputes'
  when t.kind = 'label' then 'labels' when t.kind = 'transfer_reversed' then 'reversals' when t.cause like 'commission-invoice:%' then 'commission_vat'
  when t.cause like 'reserve:%' then 'reserve' else 'adjustments' end`;
