import { FormGroup, Label } from '@adminjs/design-system';
import React, { type ReactNode } from 'react';

/** In a list the value alone, on a page with its label above. */
export const Labelled = ({ where, label, children }: { where: string; label: string; children: ReactNode }) =>
  where === 'list' ? (
    <span>{children}</span>
  ) : (
    <FormGroup>
      <Label>{label}</Label>
      <div>{children}</div>
    </FormGroup>
  );
