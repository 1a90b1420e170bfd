import 'server-only'
import type { Database } from '../db/connection'
import { offeredLocales } from '../i18n/choose-locale'
import { settingsVersion } from '../tenants/settings/tenant-settings'
import { findStoredTenant } from '../tenants/store'
import type { Tenant } from '../tenants/tenant'
import type { Edited } from './settings-changes'
import { formOf } from './settings-form'

/** A tenant's settings as somebody begins to edit them, and their version, which the save names. */
export type SettingsToEdit = Edited & { readonly version: string }

function editedOf(tenant: Tenant): Edited {
  const { usesTriggers, clientMetadata, analyticsEndpointId, replicas, passwordPolicy } = tenant.cognito
  const { historySize } = passwordPolicy
  return {
    form: { ...formOf(tenant), locales: offeredLocales(tenant.locales) },
    kept: {
      usesTriggers,
      clientMetadata,
      analyticsEndpointId,
      replicas,
      ...(historySize !== undefined && { historySize }),
    },
  }
}

/** Null where the tenant is gone. */
export async function settingsToEdit(
  database: Database,
  { id, slug }: Pick<Tenant, 'id' | 'slug'>,
): Promise<SettingsToEdit | null> {
  // The version first: if somebody saves in between, the next save is told of a conflict, and nothing is lost.
  const version = await settingsVersion(database, id)
  const tenant = await findStoredTenant(database, slug)
  return version === null || tenant === null ? null : { ...editedOf(tenant), version }
}
