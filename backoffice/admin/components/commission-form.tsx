import type { ActionProps } from 'adminjs';
import React from 'react';
import { Comparison, type PreviewData } from './commission-preview.js';
import { PreviewForm } from './preview-form.js';

/** A change of the commission rules, asked for or agreed on: what it would have meant comes first. */
const CommissionForm = (given: ActionProps) => (
  <PreviewForm<PreviewData, { id: string }>
    given={given}
    ask="Preview the last 30 days"
    effect={preview => <Comparison preview={preview} />}
    confirm={(_preview, label) => label}
    after={done => `/admin/resources/commission_changes/records/${done.id}/show`}
  />
);
export default CommissionForm;
