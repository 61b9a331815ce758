import { behind, bounds, cut, dayOf, money, type Report, rate, text, time, timeOf, within } from './report.ts';

/** One row an order of one wholesaler, by the day it was placed. */
export const ordersReport: Report = {
  title: 'Orders',
  about:
    'Each wholesaler’s part of an order that was placed in the period, as it stands now, with what was refunded since.',
  groupBy: { label: 'Wholesaler', key: 'wholesaler' },
  sums: ['goodsCents', 'discountCents', 'shippingCents', 'taxCents', 'totalCents', 'refundedCents', 'commissionCents'],
  counts: row => !['cancelled', 'expired', 'awaiting_payment'].includes(String(row.status)),
  columns: [
    text('number', 'Order'),
    time('placedAt', 'Placed'),
    text('channel', 'Channel'),
    text('wholesaler', 'Wholesaler'),
    text('buyer', 'Buyer'),
    text('country', 'Country'),
    text('status', 'Status'),
    text('paymentMethod', 'Paid by'),
    text('poNumber', 'PO number'),
    text('currency', 'Currency'),
    money('goodsCents', 'Goods'),
    money('discountCents', 'Discount'),
    money('shippingCents', 'Shipping'),
    money('taxCents', 'Tax'),
    money('totalCents', 'Total'),
    money('refundedCents', 'Refunded'),
    money('commissionCents', 'Commission'),
  ],
  async page(db, asked) {
    const { rows } = await db.raw(
      `with page as materialized (
         select * from wholesaler_orders where ${within('placed_at')}
           and ${behind('placed_at', 'id')} order by placed_at, id limit :limit
       )
       select p.number, ${timeOf('p.placed_at')} as "placedAt", o.channel, w.name as wholesaler, coalesce(s.name, o.email) as buyer, o.shipping_address->>'country' as country,
         p.status, o.payment_method as "paymentMethod", o.po_number as "poNumber", p.currency, p.goods_cents as "goodsCents", p.discount_cents as "discountCents",
         p.shipping_cents as "shippingCents", p.tax_cents as "taxCents", p.total_cents as "totalCents",
         coalesce((select sum(r.amount_cents) from refunds r where r.wholesaler_order_id = p.id and r.status <> 'failed'), 0)::bigint as "refundedCents",
         coalesce((select sum(c.commission_cents) from commissions c where c.wholesaler_order_id = p.id), 0)::bigint as "commissionCents",
         json_build_object('at', cast(p.placed_at as text), 'id', p.id) as cursor
       from page p join orders o on o.id = p.order_id join wholesalers w on w.id = p.wholesaler_id left join stores s on s.id = o.store_id
       order by p.placed_at, p.id`,
      bounds(asked, ['at', 'id']),
    );
    return cut(rows, asked.limit);
  },
};

/** Follows the ledger's account, so that it sums to what is booked: a row an entry, split by rate. */
export const taxReport: Report = {
  title: 'Tax',
  about: 'Tax on sales and refunds by country and rate. It sums to what the ledger’s tax account moved in the period.',
  groupBy: { label: 'Country and rate', key: 'group' },
  sums: ['netCents', 'taxCents'],
  columns: [
    { key: 'day', label: 'Date', kind: 'day' },
    text('number', 'Order'),
    text('kind', 'Kind'),
    text('country', 'Country'),
    text('treatment', 'Treatment'),
    text('taxId', 'VAT id'),
    text('what', 'For'),
    rate('rateBp', 'Rate'),
    text('currency', 'Currency'),
    money('netCents', 'Net'),
    money('taxCents', 'Tax'),
  ],
  async page(db, asked) {
    const { rows } = await db.raw(
      `with entries as materialized (
         select e.id, -e.amount_cents as cents, e.currency, t.occurred_at, t.kind, t.memo, t.refund_id, e.wholesaler_order_id
         from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
         where a.kind = 'tax_payable' and ${within('t.occurred_at')} and e.id > coalesce(cast(:id as bigint), 0) order by e.id limit :limit
       ), goods as (
         select e.id, 'goods' as what, l.tax_rate_bp as rate, sum(l.goods_cents - l.discount_cents - case when o.prices_include_tax then l.tax_cents else 0 end) as net, sum(l.tax_cents) as tax
         from entries e join order_lines l on l.wholesaler_order_id = e.wholesaler_order_id join orders o on o.id = l.order_id where e.refund_id is null and e.kind = 'order_placed' group by e.id, l.tax_rate_bp
         union all
         select e.id, 'goods', l.tax_rate_bp, -sum(r.goods_cents - case when o.prices_include_tax then r.tax_cents else 0 end), -sum(r.tax_cents)
         from entries e join refund_lines r on r.refund_id = e.refund_id join order_lines l on l.id = r.order_line_id join orders o on o.id = l.order_id group by e.id, l.tax_rate_bp
       ), rest as (
         select e.id, case when e.wholesaler_order_id is null then 'adjustment' else 'shipping' end as what, p.shipping_tax_rate_bp as rate,
           case when e.kind = 'order_placed' then p.shipping_cents - case when o.prices_include_tax then p.shipping_tax_cents else 0 end
             when r.id is not null then -(r.shipping_cents - case when o.prices_include_tax then -(e.cents - coalesce(g.tax, 0)) else 0 end) else 0 end as net,
           e.cents - coalesce(g.tax, 0) as tax
         from entries e left join (select id, sum(tax) as tax from goods group by id) g on g.id = e.id left join wholesaler_orders p on p.id = e.wholesaler_order_id
         left join orders o on o.id = p.order_id left join refunds r on r.id = e.refund_id
       ), lines as (select * from goods union all select * from rest where tax <> 0 or net <> 0)
       select ${dayOf('e.occurred_at')} as day, coalesce(p.number, e.memo) as number, e.kind, o.shipping_address->>'country' as country, p.tax_treatment as treatment,
         s.tax_id as "taxId", l.what, l.rate as "rateBp", concat_ws(' ', o.shipping_address->>'country', case when p.tax_treatment <> 'taxed' then replace(p.tax_treatment, '_', ' ') end,
           trim(to_char(l.rate / 100.0, 'FM990.99'), '.') || ' %') as group,
         e.currency, l.net::bigint as "netCents", l.tax::bigint as "taxCents", json_build_object('id', e.id) as cursor, (select count(*) from entries) as taken
       from entries e join lines l on l.id = e.id left join wholesaler_orders p on p.id = e.wholesaler_order_id left join orders o on o.id = p.order_id
       left join stores s on s.id = o.store_id order by e.id, l.what, l.rate`,
      bounds(asked, ['id']),
    );
    const next = rows.at(-1)?.taken === asked.limit ? rows.at(-1).cursor : null;
    return { rows: rows.map(({ cursor: _, taken: __, ...row }: Record<string, unknown>) => row), next };
  },
};

export const commissionsReport: Report = {
  title: 'Commissions',
  about:
    'What the platform earned on sales and gave back on refunds. It sums to the ledger’s commission account in the period.',
  groupBy: { label: 'Wholesaler', key: 'wholesaler' },
  sums: ['baseCents', 'commissionCents'],
  columns: [
    { key: 'day', label: 'Date', kind: 'day' },
    text('number', 'Order'),
    text('wholesaler', 'Wholesaler'),
    text('kind', 'Kind'),
    text('memo', 'Memo'),
    text('currency', 'Currency'),
    money('baseCents', 'Base'),
    rate('rateBp', 'Rate'),
    money('commissionCents', 'Commission'),
  ],
  async page(db, asked) {
    const { rows } = await db.raw(
      `with entries as materialized (
         select e.id, -e.amount_cents as cents, e.currency, t.occurred_at, t.kind, t.memo, e.wholesaler_order_id
         from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
         where a.kind = 'commission_revenue' and ${within('t.occurred_at')} and e.id > coalesce(cast(:id as bigint), 0) order by e.id limit :limit
       )
       select ${dayOf('e.occurred_at')} as day, p.number, w.name as wholesaler, e.kind, e.memo, e.currency,
         case when e.kind = 'order_placed' then base.cents end as "baseCents", case when e.kind = 'order_placed' and base.cents > 0 then round(e.cents * 10000.0 / base.cents)::int end as "rateBp",
         e.cents as "commissionCents", json_build_object('id', e.id) as cursor
       from entries e left join wholesaler_orders p on p.id = e.wholesaler_order_id left join wholesalers w on w.id = p.wholesaler_id
       left join lateral (select sum(base_cents)::bigint as cents from commissions c where c.wholesaler_order_id = p.id) base on true order by e.id`,
      bounds(asked, ['id']),
    );
    return cut(rows, asked.limit);
  },
};
