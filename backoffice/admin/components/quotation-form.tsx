import { Box, Button, FormGroup, Input, Label, MessageBox, TextArea } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { OwnQuotation } from '../../http/contract/quotation-shapes.js';
import { formatCents } from './numbers.js';
import { Timeline, useTalk } from './quotation-talk.js';

type Typed = { target: { value: string } };
interface Row {
  sku: string;
  quantity: string;
  price: string;
}

/** A price and a quantity for each line that can be had; what has no price is left out of the offer. */
const QuotationForm = ({ action, record, resource }: ActionProps) => {
  const talk = useTalk(resource.id, record!.id);
  const [rows, setRows] = useState<Record<string, Row>>({});
  const [validUntil, setValidUntil] = useState(inDays(14));
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  useEffect(() => setRows(talk ? begin(talk) : {}), [talk]);
  if (!talk) return <Box p="xl">Loading…</Box>;

  const set = (id: string, change: Partial<Row>) =>
    setRows(before => ({ ...before, [id]: { ...before[id]!, ...change } }));
  const offered = talk.lines.filter(line => rows[line.id]?.price.trim());
  const totalCents = offered.reduce(
    (sum, line) => sum + (cents(rows[line.id]!.price) ?? 0) * Number(rows[line.id]!.quantity || 0),
    0,
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = offered.find(line => !cents(rows[line.id]!.price));
    if (wrong) return notify({ type: 'error', message: `${wrong.title}: write the price as 12.50` });
    setBusy(true);
    try {
      const lines = offered.map(line => {
        const { sku, quantity, price } = rows[line.id]!;
        return { lineId: line.id, quantity: Number(quantity), unitPriceCents: cents(price), ...(sku ? { sku } : {}) };
      });
      const { data } = await new ApiClient().recordAction({
        resourceId: resource.id,
        recordId: record!.id,
        actionName: action.name,
        method: 'post',
        data: { lines, validUntil, message },
      });
      if (data.notice) notify(data.notice);
      if ((data as { outcome?: { isDone: boolean } }).outcome?.isDone)
        navigate(`/admin/resources/${resource.id}/records/${record!.id}/show`);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box p="xl" bg="white" maxWidth={820}>
      <form onSubmit={submit}>
        <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
        {talk.lines.map(line => (
          <OfferedLine
            key={line.id}
            line={line}
            currency={talk.currency}
            row={rows[line.id] ?? { sku: '', quantity: '', price: '' }}
            onChange={change => set(line.id, change)}
          />
        ))}
        <p style={{ fontWeight: 600, margin: '4px 0 20px' }} aria-live="polite">
          {offered.length} of {talk.lines.length} lines · {formatCents(totalCents, talk.currency)} without tax
        </p>
        <FormGroup>
          <Label htmlFor="validUntil" required>
            Last day of the offer
          </Label>
          <Input
            id="validUntil"
            type="date"
            width={180}
            value={validUntil}
            onChange={(event: Typed) => setValidUntil(event.target.value)}
          />
        </FormGroup>
        <FormGroup>
          <Label htmlFor="message">Message to the store</Label>
          <TextArea
            id="message"
            rows={3}
            width={1}
            maxLength={2000}
            value={message}
            onChange={(event: Typed) => setMessage(event.target.value)}
          />
        </FormGroup>
        <Button type="submit" variant="contained" disabled={isBusy || offered.length === 0 || !validUntil}>
          {isBusy ? 'One moment…' : 'Send the offer'}
        </Button>
      </form>
      <h3 style={{ fontSize: 15, fontWeight: 600, margin: '32px 0 12px' }}>What was said so far</h3>
      <Timeline talk={talk} />
    </Box>
  );
};
export default QuotationForm;

interface LineProps {
  line: OwnQuotation['lines'][number];
  currency: string;
  row: Row;
  onChange: (change: Partial<Row>) => void;
}
const OfferedLine = ({ line, currency, row, onChange }: LineProps) => {
  const field = (name: keyof Row, label: string, more: object) => (
    <span style={{ display: 'inline-block' }}>
      <Label htmlFor={`${name}-${line.id}`}>{label}</Label>
      <Input
        id={`${name}-${line.id}`}
        value={row[name]}
        onChange={(event: Typed) => onChange({ [name]: event.target.value })}
        {...more}
      />
    </span>
  );
  const wishes = [
    `${line.quantity} wanted`,
    line.targetPriceCents && `hoped for at ${formatCents(line.targetPriceCents, currency)}`,
    line.neededBy && `needed by ${line.neededBy}`,
    line.note,
  ];
  return (
    <fieldset
      style={{ border: 0, borderBottom: '1px solid var(--line-soft)', margin: '0 0 16px', padding: '0 0 16px' }}
    >
      <legend style={{ fontWeight: 600, padding: 0 }}>{line.title}</legend>
      <p style={{ fontSize: 12, color: 'var(--muted)', margin: '2px 0 10px' }}>{wishes.filter(Boolean).join(' · ')}</p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        {field('sku', 'Your SKU', { width: 200, required: row.price.trim() !== '' })}
        {field('quantity', 'Quantity', { type: 'number', min: 1, max: 100_000, width: 110 })}
        {field('price', `Price each (${currency})`, { inputMode: 'decimal', placeholder: 'left out', width: 140 })}
      </div>
    </fieldset>
  );
};

/** The newest word on each line: a counter's quantity, the last offer's product and price. */
function begin(talk: OwnQuotation): Record<string, Row> {
  const offers = talk.steps.flatMap(step => step.offer ?? []);
  const last = (madeBy: string, lineId: string) =>
    offers.findLast(offer => offer.madeBy === madeBy)?.lines.find(line => line.lineId === lineId);
  return Object.fromEntries(
    talk.lines.map(line => {
      const own = last('wholesaler', line.id);
      const hoped = offers.at(-1)?.madeBy === 'store' ? last('store', line.id) : undefined;
      const price = own ? (own.unitPriceCents / 100).toFixed(2) : '';
      const quantity = String(hoped?.quantity ?? own?.quantity ?? line.quantity);
      return [line.id, { sku: own?.variant?.sku ?? line.variant?.sku ?? '', quantity, price }];
    }),
  );
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** 12,5 and 12.50 are 1250; null for what is no price. */
function cents(typed: string): number | null {
  const match = typed.trim().match(/^(\d{1,7})(?:[.,](\d{1,2}))?$/);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '0').padEnd(2, '0')) || null : null;
}
