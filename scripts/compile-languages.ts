import { compileLanguages } from './languages/compile'

// Run by `npm run generate`.
const tags = compileLanguages('.')
process.stdout.write(`${tags.length} languages: ${tags.join(' ')}\n`)
