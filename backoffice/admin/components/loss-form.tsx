import { Box } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React from 'react';
import type { LossPreview } from '../../workflows/decide-dispute.js';
import { LossSheet } from './loss-sheet.js';
import { PreviewForm, toRecord } from './preview-form.js';

/** Who bears a loss: only written down, or at once because the dispute is accepted. */
const LossForm = (given: ActionProps) => (
  <PreviewForm<LossPreview>
    given={given}
    asides={['reason']}
    initial={{ platformShareBp: String(given.record?.params.platform_share_bp ?? 0) }}
    effect={loss => (
      <Box my="xl">
        <LossSheet loss={loss} />
      </Box>
    )}
    confirm={(_loss, label) => label}
    after={toRecord(given)}
  />
);
export default LossForm;
