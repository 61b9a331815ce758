import type { EditPropertyProps } from 'adminjs';
import React from 'react';
import { AmountInput } from './amount-input.js';

const RateInput = (props: EditPropertyProps) => <AmountInput {...props} unit="%" />;
export default RateInput;
