import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/** The folders of src/, each of which imports only from those before it. */
const LAYERS = ['api', 'ui', 'grid', 'shared', 'screens', 'app']

/** Each folder in these stands alone. */
const APART = ['shared', 'screens']

const layers = LAYERS.map((layer, place) => {
  const above = LAYERS.slice(place + 1).map((name) => ({ regex: `^(\\.\\./)+${name}/`, message: `${layer}/ stands below ${name}/.` }))
  const beside = APART.includes(layer) ? [{ regex: `^\\.\\./[^.]|^(\\.\\./)+${layer}/`, message: 'What two of these need belongs into shared/, or below.' }] : []
  return { files: [`src/${layer}/**`], rules: { 'no-restricted-imports': ['error', { patterns: [...above, ...beside] }] } }
})

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.strict,
  { rules: { 'max-lines': ['error', 200] } },
  layers,
  { files: ['src/message.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^\\./', message: 'It stands below all.' }] }] } },
)
