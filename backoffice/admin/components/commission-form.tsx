import { Box, Button, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Field } from '../actions/perform.js';
import { Comparison, type PreviewData } from './commission-preview.js';
import { FieldInput } from './field-input.js';

interface Custom {
  label: string;
  consequence: string;
  fields: Field[];
}

/** A change of the commission rules, asked for or agreed on: what it would have meant comes first, the button stands beneath it. */
const CommissionForm = ({ action, record, resource }: ActionProps) => {
  const { label, consequence, fields } = action.custom as unknown as Custom;
  const [values, setValues] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<PreviewData | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  const missing = fields.filter(field => field.isRequired && !values[field.name]?.trim());
  const change = (name: string, value: string) => {
    setValues(before => ({ ...before, [name]: value }));
    setPreview(null);
  };

  const post = async (isPreview: boolean) => {
    setBusy(true);
    const ask = { resourceId: resource.id, actionName: action.name, method: 'post' as const };
    const input = { ...ask, data: { ...values, isPreview: String(isPreview) } };
    try {
      const api = new ApiClient();
      const { data } = record
        ? await api.recordAction({ ...input, recordId: record.id })
        : await api.resourceAction(input);
      if (data.notice && !(isPreview && data.outcome?.isDone)) notify(data.notice);
      if (!data.outcome?.isDone) return;
      if (isPreview) setPreview(data.outcome.data);
      else navigate(`/admin/resources/commission_changes/records/${data.outcome.data.id}/show`);
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
      <MessageBox variant="info" mb="xl" message={consequence} />
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
        {isBusy ? 'One moment…' : 'Preview the last 30 days'}
      </Button>
      <div aria-live="polite">
        {preview && (
          <>
            <Comparison preview={preview} />
            <Button type="button" variant="contained" disabled={isBusy} onClick={() => void post(false)}>
              {label}
            </Button>
          </>
        )}
      </div>
    </Box>
  );
};
export default CommissionForm;
