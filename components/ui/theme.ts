import type { ThemeConfig } from 'antd'

/** Calm, dense, official: one blue (that of the number strips), square-ish corners, 14 px. */
export const theme: ThemeConfig = {
  // One version of the library in one page needs no mark on its rules, and `:where(mark)` is newer than Chrome 86.
  hashed: false,
  token: {
    colorPrimary: '#3555da',
    colorInfo: '#3555da',
    colorLink: '#3555da',
    colorText: '#1f2329',
    colorTextSecondary: '#4b5261',
    colorTextTertiary: '#5b6270',
    colorTextDescription: '#5b6270',
    // Placeholders are read too: 4.5:1 on white.
    colorTextPlaceholder: '#6b7280',
    colorSuccess: '#1a7f37',
    colorSuccessBg: '#eaf6ec',
    colorSuccessBorder: '#a9d6b3',
    colorWarning: '#b45309',
    colorWarningBg: '#fdf3e4',
    colorWarningBorder: '#efc78d',
    colorError: '#c4241a',
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#efb0aa',
    colorBorder: '#c9ced8',
    colorBorderSecondary: '#e3e6ec',
    colorBgLayout: '#f4f5f7',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: 'var(--font)',
    // What opens stands where it will stay: a click or key of the first moment is never lost to a dialog still growing.
    motion: false,
    wireframe: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 7, cellPaddingInlineSM: 8, headerBg: '#f4f5f7', headerColor: '#4b5261' },
    Card: { headerHeight: 44, headerPadding: 16, bodyPadding: 16, headerFontSize: 15 },
    Form: { itemMarginBottom: 18 },
  },
}
