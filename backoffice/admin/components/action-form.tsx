import { Box, Button, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Field } from '../actions/perform.js';
import { FieldInput } from './field-input.js';

interface Custom {
  label: string;
  consequence: string;
  fields: Field[];
  isDangerous: boolean;
}

/** The form of every plain step: says what will happen, asks what it needs, posts once. */
const ActionForm = ({ action, record, resource }: ActionProps) => {
  const { label, consequence, fields, isDangerous } = action.custom as unknown as Custom;
  const [values, setValues] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  const set = (name: string, value: string) => setValues(before => ({ ...before, [name]: value }));
  const missing = fields.filter(field => field.isRequired && !values[field.name]?.trim());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || missing.length > 0) return;
    setBusy(true);
    try {
      const ask = { resourceId: resource.id, actionName: action.name, method: 'post' as const, data: values };
      const api = new ApiClient();
      const { data } = record ? await api.recordAction({ ...ask, recordId: record.id }) : await api.resourceAction(ask);
      if (data.notice) notify(data.notice);
      const { redirectUrl, openUrl } = data.outcome?.data ?? {};
      if (redirectUrl) window.location.assign(redirectUrl);
      else if (openUrl) window.open(openUrl, '_blank');
      const back = `/admin/resources/${resource.id}`;
      if (data.outcome?.isDone && !redirectUrl) navigate(record ? `${back}/records/${record.id}/show` : back);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white" maxWidth={640}>
      <MessageBox message={consequence} variant={isDangerous ? 'danger' : 'info'} mb="xl" />
      {fields.map(field => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={value => set(field.name, value)}
        />
      ))}
      <Button
        type="submit"
        variant="contained"
        color={isDangerous ? 'danger' : 'primary'}
        disabled={isBusy || missing.length > 0}
      >
        {isBusy ? 'One moment…' : label}
      </Button>
    </Box>
  );
};

export default ActionForm;
