import { Box, Button, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { RefundPreview } from '../../workflows/preview-refund.js';
import type { Field } from '../actions/perform.js';
import { FieldInput } from './field-input.js';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';

interface Custom {
  label: string;
  consequence: string;
  fields: Field[];
}

/** Every effect on the balances comes first; the button stands beneath it. A second click of the same form is the same refund. */
const RefundForm = ({ action, record, resource }: ActionProps) => {
  const { label, consequence, fields } = action.custom as unknown as Custom;
  const [formKey] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const [values, setValues] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<RefundPreview | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  const missing = fields.filter(field => field.isRequired && !values[field.name]?.trim());
  const change = (name: string, value: string) => {
    setValues(before => ({ ...before, [name]: value }));
    if (name !== 'reason') setPreview(null);
  };

  const post = async (isPreview: boolean) => {
    setBusy(true);
    try {
      const { data } = await new ApiClient().recordAction({
        ...{ resourceId: resource.id, recordId: record!.id, actionName: action.name, method: 'post' },
        data: { ...values, formKey, isPreview: String(isPreview) },
      });
      if (data.notice && !(isPreview && data.outcome?.isDone)) notify(data.notice);
      if (!data.outcome?.isDone) return;
      if (isPreview) setPreview(data.outcome.data);
      else navigate(`/admin/resources/${resource.id}/records/${record!.id}/show`);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && missing.length === 0) void post(true);
  };

  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white">
      <MessageBox variant="danger" mb="xl" message={consequence} />
      <Box maxWidth={640}>
        {fields.map(field => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            onChange={value => change(field.name, value)}
          />
        ))}
      </Box>
      <Button type="submit" variant="outlined" disabled={isBusy || missing.length > 0}>
        {isBusy ? 'One moment…' : 'Preview'}
      </Button>
      <div aria-live="polite">
        {preview && (
          <>
            <Effects preview={preview} />
            <Button type="button" variant="contained" color="danger" disabled={isBusy} onClick={() => void post(false)}>
              {label} {formatCents(preview.amountCents, preview.currency)}
            </Button>
          </>
        )}
      </div>
    </Box>
  );
};
export default RefundForm;

const Effects = ({ preview }: { preview: RefundPreview }) => {
  const money = (cents: number) => formatCents(cents, preview.currency);
  const { before, after } = preview;
  return (
    <Box my="xl" style={{ display: 'grid', gap: 20 }}>
      <Sheet label="What is booked" columns={[{ label: 'What is booked' }, { label: 'Amount', isNumber: true }]}>
        <tbody>
          {preview.effects.map(effect => (
            <tr key={effect.account}>
              <td>{effect.words}</td>
              <td className="number">{money(effect.amountCents)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <Sheet
        label="The wholesaler’s balance"
        columns={[
          { label: 'The wholesaler’s balance' },
          { label: 'Before', isNumber: true },
          { label: 'After', isNumber: true },
        ]}
      >
        <tbody>
          <Row name="Pending" before={money(before.pendingCents)} after={money(after.pendingCents)} />
          <Row name="Available" before={money(before.availableCents)} after={money(after.availableCents)} />
          <Row name="Reserve" before={money(before.reserveCents)} after={money(after.reserveCents)} />
        </tbody>
      </Sheet>
      {preview.isNegativeAfter && (
        <MessageBox
          variant="info"
          message="The available balance falls below zero: nothing is paid out until new earnings have made it up."
        />
      )}
    </Box>
  );
};

const Row = ({ name, before, after }: { name: string; before: string; after: string }) => (
  <tr>
    <td>{name}</td>
    <td className="number">{before}</td>
    <td className="number">{after}</td>
  </tr>
);
