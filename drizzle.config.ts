/** drizzle-kit's settings: `npm run migration -- --name=what_it_does` writes the next migration out of the schema. */
export default {
  dialect: 'postgresql',
  schema: './lib/db/schema.ts',
  out: './lib/db/migrations',
  casing: 'snake_case',
  migrations: { table: '__drizzle_migrations', schema: 'public' },
}
