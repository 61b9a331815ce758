// AdminJS draws with one palette that it writes into the page. This exchanges it for the dark one before anything is drawn, where the
// shop's switch says dark, or the system does and the switch says nothing. Our own parts use colours.css, which follows data-theme.
const DARK = {
  primary100: '#3FBF95',
  primary80: '#5CCBA6',
  primary60: '#2C7A60',
  primary40: '#2C5546',
  primary20: '#1A2F27',
  accent: '#E9A13B',
  hoverBg: '#3FBF95',
  grey100: '#ECEBE6',
  grey80: '#C9CBC3',
  grey60: '#A9ADA3',
  grey40: '#747A6F',
  grey20: '#252924',
  white: '#1C1F1B',
  black: '#ECEBE6',
  errorDark: '#FFB5A6',
  error: '#FF9C88',
  errorLight: '#3A1D16',
  successDark: '#62D3AD',
  success: '#3FBF95',
  successLight: '#1A2F27',
  warningDark: '#F2BD6A',
  warning: '#F2BD6A',
  warningLight: '#332813',
  infoDark: '#9DB4FF',
  info: '#9DB4FF',
  infoLight: '#1E2540',
  bg: '#131512',
  filterBg: '#1C1F1B',
  container: '#1C1F1B',
  sidebar: '#1C1F1B',
  inputBorder: '#747A6F',
  separator: '#3D4239',
  highlight: '#252924',
  border: '#3D4239',
  text: '#ECEBE6',
};

const chosen = document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1];
const theme = chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
document.documentElement.dataset.theme = theme;
type Palette = Record<string, string>;
const { THEME } = window as unknown as { THEME?: { colors: Palette; borders: Palette } };
if (theme === 'dark' && THEME) {
  Object.assign(THEME.colors, DARK);
  const line = `1px solid ${DARK.border}`;
  Object.assign(THEME.borders, { default: line, input: `1px solid ${DARK.inputBorder}`, bg: `1px solid ${DARK.bg}` });
}

export {};
