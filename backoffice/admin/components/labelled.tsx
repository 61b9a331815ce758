import { FormGroup, Label } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import React, { type ReactNode } from 'react';

/** In a list the value alone, on a page with its label above; label: the column's name, said in the panel's words. */
export const Labelled = ({ where, label, children }: { where: string; label: string; children: ReactNode }) => {
  const { translateProperty } = useTranslation();
  return where === 'list' ? (
    <span>{children}</span>
  ) : (
    <FormGroup>
      <Label as="div">{translateProperty(label)}</Label>
      <div>{children}</div>
    </FormGroup>
  );
};
