/** Mantine's breakpoints and its light and dark helpers, for our CSS modules. */
export default {
  plugins: {
    'postcss-preset-mantine': {
      autoRem: true,
    },
  },
}
