import type { ThemeConfig } from 'antd'
import { palette } from './palette'

/** Calm, dense, official: one blue (that of the number strips), square-ish corners, 14 px. */
export const theme: ThemeConfig = {
  // One version of the library in one page needs no mark on its rules, and `:where(mark)` is newer than Chrome 86.
  hashed: false,
  token: {
    colorPrimary: palette.brand,
    colorInfo: palette.brand,
    colorLink: palette.brand,
    colorText: palette.ink,
    colorTextSecondary: palette.inkMedium,
    colorTextTertiary: palette.inkSoft,
    colorTextDescription: palette.inkSoft,
    colorTextPlaceholder: palette.inkFaint,
    colorSuccess: palette.success,
    colorSuccessBg: palette.successTint,
    colorSuccessBorder: palette.successLine,
    colorWarning: palette.warning,
    colorWarningBg: palette.warningTint,
    colorWarningBorder: palette.warningLine,
    colorError: palette.danger,
    colorErrorBg: palette.dangerTint,
    colorErrorBorder: palette.dangerLine,
    colorBorder: palette.lineStrong,
    colorBorderSecondary: palette.line,
    colorBgLayout: palette.ground,
    borderRadius: 4,
    fontSize: 14,
    fontFamily: 'var(--font)',
    // What opens stands where it will stay: a click or key of the first moment is never lost to a dialog still growing.
    motion: false,
    wireframe: false,
  },
  components: {
    Table: {
      cellPaddingBlockSM: 7,
      cellPaddingInlineSM: 8,
      headerBg: palette.band,
      headerColor: palette.inkMedium,
    },
    Card: { headerHeight: 44, headerPadding: 16, bodyPadding: 16, headerFontSize: 15 },
    Form: { itemMarginBottom: 18 },
  },
}
