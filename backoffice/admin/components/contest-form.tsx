import { Box } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React from 'react';
import type { DisputeDesk } from '../actions/dispute-desk.js';
import { Evidence } from './dispute-parts.js';
import { Card } from './parts.js';
import { PreviewForm, toRecord } from './preview-form.js';

const ContestForm = (given: ActionProps) => (
  <PreviewForm<DisputeDesk>
    given={given}
    ask="Show what the bank gets"
    effect={desk => (
      <Box my="xl" maxWidth={760}>
        <Card title="What the bank gets">
          <Evidence desk={desk} />
        </Card>
      </Box>
    )}
    confirm={(_desk, label) => label}
    after={toRecord(given)}
  />
);
export default ContestForm;
