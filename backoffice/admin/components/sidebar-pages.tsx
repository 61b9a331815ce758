import { Navigation } from '@adminjs/design-system';
import { ApiClient, useCurrentAdmin, useTranslation, ViewHelpers } from 'adminjs';
import type React from 'react';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** AdminJS names every page to everyone. These are each role's own; their handlers decide the same by themselves. */
const MENU: Record<string, string[]> = {
  wholesaler: ['balance', 'statement', 'commission'],
  finance: ['attention', 'balance', 'reports', 'trialBalance', 'reconciliation'],
  admin: ['attention', 'balance', 'reports', 'trialBalance', 'reconciliation'],
};

interface Page {
  name: string;
  icon?: string;
}

const SidebarPages = ({ pages = [] }: { pages?: Page[] }) => {
  const [viewer] = useCurrentAdmin() as unknown as [{ role?: string } | null];
  const { translateLabel, translatePage } = useTranslation();
  const location = useLocation();
  const navigate = useNavigate();
  const helpers = new ViewHelpers();
  const waiting = useWaiting(MENU[viewer?.role ?? '']?.includes('attention') ?? false, location.pathname);
  const own = pages.filter(page => MENU[viewer?.role ?? '']?.includes(page.name));
  if (own.length === 0) return null;
  const elements = own.map(({ name, icon }) => ({
    id: name,
    label: name === 'attention' && waiting > 0 ? `${translatePage(name)} (${waiting})` : translatePage(name),
    isSelected: location.pathname.endsWith(`/pages/${name}`),
    icon,
    href: helpers.pageUrl(name),
    onClick: (event: React.MouseEvent) => {
      event.preventDefault();
      navigate(helpers.pageUrl(name));
    },
  }));
  return <Navigation label={translateLabel('pages')} elements={elements as never} />;
};
export default SidebarPages;

/** How much waits for finance, read anew on every page that is opened. */
function useWaiting(isAsked: boolean, pathname: string): number {
  const [count, setCount] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page asks again
  useEffect(() => {
    if (!isAsked) return;
    const asked = { pageName: 'attention', params: { only: 'count' } };
    void new ApiClient().getPage<{ count: number }>(asked).then(({ data }) => setCount(data.count));
  }, [isAsked, pathname]);
  return count;
}
