import { Box, Button, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Field } from '../actions/perform.js';
import { FieldInput } from './field-input.js';

interface Custom {
  label: string;
  consequence: string;
  fields: Field[];
  isDangerous: boolean;
}

interface Props<Preview, Done> {
  given: ActionProps;
  /** On the button that only looks. */
  ask?: string;
  initial?: Record<string, string>;
  /** Fields the preview does not depend on: it stays while they are typed. */
  asides?: string[];
  effect: (preview: Preview) => ReactNode;
  /** On the button that does it; null: there is nothing to do. */
  confirm: (preview: Preview, label: string) => string | null;
  /** Where to go when it is done; null: what was done is shown in place of the preview. */
  after: ((done: Done) => string) | null;
}

/** Says what will happen, asks what it needs and shows every effect; the button that does it stands beneath. A second click is the same request. */
export function PreviewForm<Preview, Done = unknown>(props: Props<Preview, Done>) {
  const { given, ask = 'Preview', initial = {}, asides = [], effect, confirm, after } = props;
  const { action, record, resource } = given;
  const { label, consequence, fields, isDangerous } = action.custom as unknown as Custom;
  const [formKey] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const [values, setValues] = useState(initial);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  const missing = fields.filter(field => field.isRequired && !values[field.name]?.trim());
  const change = (name: string, value: string) => {
    setValues(before => ({ ...before, [name]: value }));
    if (!asides.includes(name)) setPreview(null);
  };

  const post = async (isPreview: boolean) => {
    setBusy(true);
    const data = { ...values, formKey, isPreview: String(isPreview) };
    const asked = { resourceId: resource.id, actionName: action.name, method: 'post' as const, data };
    try {
      const api = new ApiClient();
      const answer = record
        ? await api.recordAction({ ...asked, recordId: record.id })
        : await api.resourceAction(asked);
      const { notice, outcome } = answer.data;
      if (notice && !(isPreview && outcome?.isDone)) notify(notice);
      if (!outcome?.isDone) return;
      if (isPreview || !after) setPreview(outcome.data);
      else navigate(after(outcome.data));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && missing.length === 0) void post(true);
  };
  const doing = preview && confirm(preview, label);

  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white">
      <MessageBox variant={isDangerous ? 'danger' : 'info'} mb="xl" message={consequence} />
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
        {isBusy ? 'One moment…' : ask}
      </Button>
      <div aria-live="polite">
        {preview && effect(preview)}
        {doing && (
          <Button
            type="button"
            variant="contained"
            color={isDangerous ? 'danger' : 'primary'}
            disabled={isBusy || missing.length > 0}
            onClick={() => void post(false)}
          >
            {doing}
          </Button>
        )}
      </div>
    </Box>
  );
}

/** Back to the record the step was taken on. */
export const toRecord =
  ({ resource, record }: ActionProps) =>
  () =>
    `/admin/resources/${resource.id}/records/${record!.id}/show`;
