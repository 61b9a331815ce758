import { CheckBox, FormGroup, Input, Label, Select, SelectAsync, Text, TextArea } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useState } from 'react';
import type { Field } from '../actions/perform.js';

type Typed = { target: { value: string } };

export const FieldInput = ({
  field,
  value,
  onChange,
}: {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}) => {
  const id = `field-${field.name}`;
  return (
    <FormGroup>
      <Label htmlFor={id} required={field.isRequired ?? false}>
        {field.label}
      </Label>
      {field.type === 'textarea' && (
        <TextArea id={id} rows={3} width={1} value={value} onChange={(event: Typed) => onChange(event.target.value)} />
      )}
      {field.type === 'checkbox' && (
        <CheckBox id={id} checked={value === 'true'} onChange={() => onChange(value === 'true' ? 'false' : 'true')} />
      )}
      {field.type === 'select' && (
        <Select
          inputId={id}
          options={field.options ?? []}
          value={field.options?.find(option => option.value === value)}
          onChange={(option: { value: string }) => onChange(option?.value ?? '')}
        />
      )}
      {(field.type === 'money' || field.type === 'rate') && (
        <Input
          id={id}
          inputMode="decimal"
          placeholder="0.00"
          defaultValue={value ? (Number(value) / 100).toFixed(2) : ''}
          onChange={(event: Typed) => onChange(toCents(event.target.value))}
        />
      )}
      {field.type === 'record' && <RecordInput id={id} resource={field.resource!} onChange={onChange} />}
      {['text', 'number', 'date'].includes(field.type) && (
        <Input id={id} type={field.type} value={value} onChange={(event: Typed) => onChange(event.target.value)} />
      )}
      {field.help && (
        <Text variant="xs" mt="sm">
          {field.help}
        </Text>
      )}
    </FormGroup>
  );
};

interface Choice {
  value: string;
  label: string;
}

const RecordInput = ({ id, resource, onChange }: { id: string; resource: string; onChange: (id: string) => void }) => {
  const [chosen, setChosen] = useState<Choice | null>(null);
  return (
    <SelectAsync
      inputId={id}
      cacheOptions
      defaultOptions
      isClearable
      value={chosen}
      loadOptions={(query: string) => findRecords(resource, query)}
      onChange={(choice: Choice | null) => {
        setChosen(choice);
        onChange(choice?.value ?? '');
      }}
    />
  );
};

async function findRecords(resourceId: string, query: string) {
  const found = await new ApiClient().searchRecords({ resourceId, query });
  return found.map(record => ({ value: record.id, label: record.title }));
}

/** Euros to cents, percent to hundredths. */
function toCents(typed: string): string {
  const match = typed.trim().match(/^(\d+)(?:[.,](\d{1,2}))?$/);
  return match ? String(Number(match[1]) * 100 + Number((match[2] ?? '0').padEnd(2, '0'))) : '';
}
