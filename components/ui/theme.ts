import type { ThemeConfig } from 'antd'
import { palette } from './palette'

/** Calm, dense, official: one blue (that of the number strips), square-ish corners, 14 px. */
export const theme: ThemeConfig = {
  // With one version of the library per page no hash is needed, and `:where(…)` is newer than Chrome 86.
  hashed: false,
  token: {
    colorPrimary: palette.brand,
    // The library's lighter one would be too faint below white letters.
    colorPrimaryHover: palette.brandDeep,
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
    // Overlays open in place at once: an early click or key is not lost to an opening animation.
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
