/** The colours and sizes of look.md as Ant Design tokens. Pages use components and the classes of kit.css, never a colour. @module */
import type { ThemeConfig } from 'antd';

const INK = '#1B2430';
const MUTED = '#4E5A6B';
const ACTION = '#0B5CAD';
const SEAL = '#B3261E';
const GOOD = '#1B6E45';
const WARNING = '#8A4B00';
const INPUT_BORDER = '#7A8696';
const HAIRLINE = '#D8DEE6';
const PAPER = '#F6F7F9';

export const theme: ThemeConfig = {
  cssVar: { key: 'sunlot' },
  hashed: false,
  token: {
    colorPrimary: ACTION,
    colorLink: ACTION,
    colorInfo: ACTION,
    colorSuccess: GOOD,
    colorWarning: WARNING,
    colorError: SEAL,
    colorText: INK,
    colorTextSecondary: MUTED,
    colorTextTertiary: MUTED,
    colorTextDescription: MUTED,
    colorTextPlaceholder: MUTED,
    colorTextDisabled: MUTED,
    colorIcon: MUTED,
    colorBorder: INPUT_BORDER,
    colorBorderSecondary: HAIRLINE,
    colorSplit: HAIRLINE,
    colorBgLayout: PAPER,
    borderRadius: 4,
    borderRadiusLG: 4,
    borderRadiusSM: 4,
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
    fontSize: 14,
    lineHeight: 1.6,
    controlHeight: 36,
    boxShadow: '0 4px 16px rgb(27 36 48 / 16%)',
    boxShadowSecondary: '0 4px 16px rgb(27 36 48 / 16%)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 20 },
  },
};
