/** Our colours as a theme of antd. */
import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd'
import { dark, light, type Palette } from './palette.ts'

export const fontFamily =
  "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', -apple-system, 'Segoe UI', Roboto, sans-serif"

/** antd mixes further colours from a few seeds; those that carry text are then set to what was chosen and measured. */
const colours =
  (p: Palette, base: MappingAlgorithm): MappingAlgorithm =>
  (seed, map) => ({
    ...base(seed, map),
    colorPrimary: p.accent,
    colorPrimaryHover: p.accentStrong,
    colorPrimaryActive: p.accentStrong,
    colorPrimaryText: p.accent,
    colorPrimaryTextHover: p.accentStrong,
    colorPrimaryTextActive: p.accentStrong,
    colorPrimaryBg: p.accentSoft,
    colorPrimaryBgHover: p.accentSoft,
    colorPrimaryBorder: p.accent,
    colorLink: p.accent,
    colorLinkHover: p.accentStrong,
    colorLinkActive: p.accentStrong,
    colorInfo: p.accent,
    colorInfoText: p.accent,
    colorInfoBg: p.accentSoft,
    colorInfoBorder: p.accentSoft,
    colorSuccess: p.good,
    colorSuccessText: p.good,
    colorSuccessBg: p.goodSoft,
    colorSuccessBorder: p.goodSoft,
    colorWarning: p.warn,
    colorWarningText: p.warn,
    colorWarningBg: p.warnSoft,
    colorWarningBorder: p.warnSoft,
    colorError: p.bad,
    colorErrorText: p.bad,
    colorErrorHover: p.bad,
    colorErrorActive: p.bad,
    colorErrorBg: p.badSoft,
    colorErrorBgHover: p.badSoft,
    colorErrorBorder: p.badSoft,
    colorText: p.text,
    colorTextSecondary: p.textSecond,
    colorTextTertiary: p.textThird,
    colorTextQuaternary: p.textThird,
    colorBgLayout: p.canvas,
    colorBgContainer: p.panel,
    colorBgElevated: p.raised,
    colorBgSpotlight: p === dark ? '#33404e' : '#2b3846',
    colorBorder: p.lineStrong,
    colorBorderSecondary: p.line,
  })

const themeOf = (p: Palette, base: MappingAlgorithm): ThemeConfig => ({
  algorithm: colours(p, base),
  hashed: false,
  // Styles come from antd's own sheet (main.tsx), not from code: pages with many parts appear a third sooner.
  zeroRuntime: true,
  token: {
    fontFamily,
    fontSize: 14,
    borderRadius: 6,
    wireframe: false,
    motionUnit: 0.06,
    colorTextPlaceholder: p.textThird,
    colorTextDescription: p.textThird,
    colorTextDisabled: p.textThird,
    colorSplit: p.line,
    controlItemBgHover: p.hover,
    controlItemBgActive: p.selected,
    boxShadowSecondary: p.shadow,
  },
  components: {
    Button: {
      colorPrimary: p.button,
      colorPrimaryHover: p.buttonHover,
      colorPrimaryActive: p.button,
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      fontWeight: 500,
    },
    Checkbox: { colorPrimary: p.button, colorPrimaryHover: p.buttonHover },
    Radio: { colorPrimary: p.accent },
    Switch: { colorPrimary: p.button, colorPrimaryHover: p.buttonHover, colorTextQuaternary: p.lineStrong },
    DatePicker: { colorPrimary: p.button },
    Progress: { defaultColor: p.accent, remainingColor: p.line },
    Segmented: { itemSelectedBg: p.chosen, trackBg: p.side },
    Table: {
      headerBg: p.canvas,
      headerColor: p.textSecond,
      rowHoverBg: p.hover,
      borderColor: p.line,
      cellPaddingBlock: 9,
    },
    Tag: { defaultBg: p.canvas, defaultColor: p.textSecond },
  },
})

export const antdThemes = {
  light: themeOf(light, theme.defaultAlgorithm),
  dark: themeOf(dark, theme.darkAlgorithm),
}
