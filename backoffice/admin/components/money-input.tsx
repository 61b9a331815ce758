import type { EditPropertyProps } from 'adminjs';
import React from 'react';
import { AmountInput } from './amount-input.js';

const MoneyInput = (props: EditPropertyProps) => (
  <AmountInput {...props} unit={props.record.params.currency ?? 'EUR'} />
);
export default MoneyInput;
