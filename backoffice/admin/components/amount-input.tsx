import { FormGroup, FormMessage, Input, Label } from '@adminjs/design-system';
import { type EditPropertyProps, useTranslation } from 'adminjs';
import React, { useState } from 'react';

type Typed = { target: { value: string } };

/** Typed in whole units with two decimals (9.90 euros, 12.5 percent), kept in hundredths (cents, basis points). */
export const AmountInput = ({ property, record, onChange, unit }: EditPropertyProps & { unit: string }) => {
  const { translateProperty } = useTranslation();
  const kept = record.params[property.path];
  const [typed, setTyped] = useState(kept === undefined || kept === null || kept === '' ? '' : written(Number(kept)));
  const id = `amount-${property.path}`;
  const hundredths = hundredthsOf(typed);
  const error = record.errors[property.path]?.message;
  const change = (value: string) => {
    setTyped(value);
    const amount = hundredthsOf(value);
    // What is no amount is sent as it was typed, so that it is refused and never taken for another one.
    onChange(property.path, value.trim() === '' ? null : (amount ?? value));
  };
  return (
    <FormGroup error={Boolean(error)}>
      <Label htmlFor={id} required={property.isRequired}>
        {translateProperty(property.label, property.resourceId)} ({unit})
      </Label>
      <Input
        id={id}
        inputMode="decimal"
        width={180}
        value={typed}
        placeholder="0.00"
        onChange={(event: Typed) => change(event.target.value)}
        aria-invalid={typed.trim() !== '' && hundredths === null}
      />
      <FormMessage>
        {error ?? (typed.trim() !== '' && hundredths === null ? 'Digits with up to two decimals, such as 9.90' : '')}
      </FormMessage>
    </FormGroup>
  );
};

const written = (hundredths: number): string => (hundredths / 100).toFixed(2);

function hundredthsOf(typed: string): number | null {
  const match = typed.trim().match(/^(\d{1,9})(?:[.,](\d{1,2}))?$/);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
