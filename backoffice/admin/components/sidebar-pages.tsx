import { Navigation } from '@adminjs/design-system';
import { useCurrentAdmin, useTranslation, ViewHelpers } from 'adminjs';
import type React from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** AdminJS names every page to everyone. These are each role's own; their handlers decide the same by themselves. */
const MENU: Record<string, string[]> = {
  wholesaler: ['balance', 'statement', 'commission'],
  finance: ['balance', 'reports', 'trialBalance', 'reconciliation'],
  admin: ['balance', 'reports', 'trialBalance', 'reconciliation'],
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
  const own = pages.filter(page => MENU[viewer?.role ?? '']?.includes(page.name));
  if (own.length === 0) return null;
  const elements = own.map(({ name, icon }) => ({
    id: name,
    label: translatePage(name),
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
