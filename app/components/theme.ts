import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

/** Shade 6 is the accent of the light theme, shade 3 that of the dark one (`app/styles/tokens.css`). */
const accent: MantineColorsTuple = ['#eeedfb', '#dad7f6', '#c1bcff', '#aaa4ff', '#8b83ee', '#6a61d8', '#4a41be', '#3d35a3', '#322b87', '#27216b']

/** Mantine's own greys of the dark theme, from ink to page, in the tones of ours. */
const dark: MantineColorsTuple = ['#e7eaef', '#c9d0d9', '#b0b8c4', '#98a1ae', '#2b313b', '#1c2129', '#1d222a', '#161a20', '#12161b', '#0e1116']

/** What is filled with the accent takes ink and hover from our tokens: Mantine would choose the ink once, for the light theme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const isAccent = input.variant === 'filled' && (input.color === undefined || input.color === input.theme.primaryColor)
  return isAccent ? { ...colors, background: 'var(--tw-accent)', hover: 'var(--tw-accent-hover)', color: 'var(--tw-accent-ink)' } : colors
}

/** Help stands below its field and what is wrong below that (LOOK). */
const WRAPPER = { inputWrapperOrder: ['label', 'input', 'description', 'error'] } as const

/** Mantine, brought to the measures of `app/styles/tokens.css`: small, square, quiet, colours by variable. */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver,
  autoContrast: true,
  luminanceThreshold: 0.4,
  fontFamily: 'var(--tw-font)',
  fontFamilyMonospace: 'var(--tw-mono)',
  headings: { fontFamily: 'var(--tw-font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: 'var(--tw-leading)', md: 'var(--tw-leading)', lg: 'var(--tw-leading)', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', fw: 500 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { ...WRAPPER, size: 'xs' } },
    PasswordInput: { defaultProps: { ...WRAPPER, size: 'xs' } },
    Textarea: { defaultProps: { ...WRAPPER, size: 'xs', autosize: true, minRows: 2 } },
    NativeSelect: { defaultProps: { ...WRAPPER, size: 'xs' } },
    Select: { defaultProps: { ...WRAPPER, size: 'xs', checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { ...WRAPPER, size: 'xs' } },
    NumberInput: { defaultProps: { ...WRAPPER, size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 400, transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { transitionProps: { duration: 80 }, centered: false } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--tw-surface)',
  '--mantine-color-text': 'var(--tw-ink)',
  '--mantine-color-dimmed': 'var(--tw-ink-3)',
  '--mantine-color-placeholder': 'var(--tw-ink-3)',
  '--mantine-color-default': 'var(--tw-surface)',
  '--mantine-color-default-hover': 'var(--tw-hover)',
  '--mantine-color-default-color': 'var(--tw-ink)',
  '--mantine-color-default-border': 'var(--tw-line)',
  '--mantine-color-error': 'var(--tw-hold)',
  '--mantine-color-anchor': 'var(--tw-accent)',
}

/** Mantine's own variables, pointed at ours, so that both themes are designed in one file. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
