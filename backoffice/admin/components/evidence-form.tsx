import { Box, Button, FormGroup, Label, MessageBox, TextArea } from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { DisputeDesk } from '../actions/dispute-desk.js';
import { FieldInput } from './field-input.js';
import { toRecord } from './preview-form.js';
import { useStep } from './use-step.js';

/** Every field with what stands in it now; only what was changed is sent. */
const EvidenceForm = (given: ActionProps) => {
  const { action, record, resource } = given;
  const desk = useStep<DisputeDesk>(resource.id, record!.id, 'desk');
  const [changes, setChanges] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const navigate = useNavigate();
  if (!desk) return <Box p="xl">Loading…</Box>;
  const change = (name: string, value: string) => setChanges(before => ({ ...before, [name]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const asked = { resourceId: resource.id, recordId: record!.id, actionName: action.name, method: 'post' as const };
      const { data } = await new ApiClient().recordAction({ ...asked, data: changes });
      if (data.notice) notify(data.notice);
      if (data.outcome?.isDone) navigate(toRecord(given)());
    } finally {
      setBusy(false);
    }
  };

  const choices = [
    { value: '', label: 'None' },
    ...desk.everyFile.map(file => ({ value: file.id, label: file.from ? `${file.name} (${file.from})` : file.name })),
  ];
  return (
    <Box as="form" onSubmit={submit} p="xl" bg="white" maxWidth={760}>
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      {desk.files.map(({ name, label, value }) => (
        <FieldInput
          key={name}
          field={{ name, label, type: 'select', options: choices }}
          value={changes[name] ?? value}
          onChange={chosen => change(name, chosen)}
        />
      ))}
      {desk.texts.map(({ name, label, value }) => (
        <FormGroup key={name}>
          <Label htmlFor={`field-${name}`}>{label}</Label>
          <TextArea
            id={`field-${name}`}
            rows={Math.min(12, Math.max(1, value.split('\n').length + Math.floor(value.length / 90)))}
            width={1}
            value={changes[name] ?? value}
            onChange={(event: { target: { value: string } }) => change(name, event.target.value)}
          />
        </FormGroup>
      ))}
      <Button type="submit" variant="contained" disabled={isBusy || Object.keys(changes).length === 0}>
        {isBusy ? 'One moment…' : 'Keep the evidence'}
      </Button>
    </Box>
  );
};
export default EvidenceForm;
