import { packEmptyDatabase } from '../lib/db/pack-empty-database'

// The database that a first start without a database server unpacks. Run by `npm run build`.
await packEmptyDatabase()
