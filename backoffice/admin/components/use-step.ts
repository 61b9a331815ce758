import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';

/** What a reading step of a record answers; null until it has. */
export function useStep<Answer>(resourceId: string, recordId: string, actionName: string): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    void new ApiClient()
      .recordAction({ resourceId, recordId, actionName, method: 'post', data: {} })
      .then(({ data }) => setAnswer((data as { outcome?: { data: Answer } }).outcome?.data ?? null));
  }, [resourceId, recordId, actionName]);
  return answer;
}
