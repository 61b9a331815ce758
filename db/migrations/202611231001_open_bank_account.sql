-- bank: what stores on net terms paid by transfer, outside the processor (asset)
alter table ledger_accounts drop constraint ledger_accounts_kind_check;
alter table ledger_accounts add constraint ledger_accounts_kind_check
  check (kind in ('stripe_clearing', 'bank', 'store_receivable', 'wholesaler_pending', 'wholesaler_payable', 'wholesaler_reserve',
    'commission_revenue', 'shipping_revenue', 'tax_payable', 'promotions', 'refunds_in_flight', 'disputes', 'adjustments', 'stripe_fees'));
