import { Box, Button, FormGroup, Label, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Field } from '../actions/perform.js';
import { FieldInput } from './field-input.js';
import { toRecord } from './preview-form.js';

/** A file for a dispute, and words where the step asks for them. */
const DisputeFileForm = (given: ActionProps) => {
  const { action, record, resource } = given;
  const { consequence, fields, label } = action.custom as unknown as {
    consequence: string;
    fields: Field[];
    label: string;
  };
  const [values, setValues] = useState<Record<string, string>>({});
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const given = file ? { fileName: file.name, content: await base64Of(file) } : {};
      const asked = { resourceId: resource.id, recordId: record!.id, actionName: action.name, method: 'post' as const };
      const { data } = await new ApiClient().recordAction({ ...asked, data: { ...values, ...given } });
      if (data.notice) notify(data.notice);
      if (data.outcome?.isDone) navigate(back());
    } finally {
      setBusy(false);
    }
  };
  const back = toRecord(given);

  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white" maxWidth={640}>
      <MessageBox variant="info" mb="xl" message={consequence} />
      {fields.map(field => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={value => setValues(before => ({ ...before, [field.name]: value }))}
        />
      ))}
      <FormGroup>
        <Label htmlFor="dispute-file">File (PDF, PNG or JPEG, 4 MB at most)</Label>
        <input
          id="dispute-file"
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          onChange={event => setFile(event.target.files?.[0] ?? null)}
        />
      </FormGroup>
      <Button type="submit" variant="contained" disabled={isBusy || (!file && !values.message?.trim())}>
        {isBusy ? 'One moment…' : label}
      </Button>
    </Box>
  );
};
export default DisputeFileForm;

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.readAsDataURL(file);
  });
