import 'server-only'
import { cache } from 'react'
import { type Services, services } from '@/app/services'
import * as activity_entries from '@/lib/console/activity/entries'
import * as hour_counts from '@/lib/console/activity/hour-counts'
import * as last_day from '@/lib/console/activity/last-day'
import * as list_journeys from '@/lib/console/activity/list-journeys'
import * as session_list from '@/lib/console/auth/session-list'
import * as change_notices from '@/lib/console/change-notices'
import * as edited_settings from '@/lib/console/edited-settings'
import * as find_tenants from '@/lib/console/find-tenants'
import * as listed_tenants from '@/lib/console/listed-tenants'
import * as settings_author from '@/lib/console/settings-author'
import * as shown_mails from '@/lib/console/shown-mails'
import * as tenant_list from '@/lib/console/tenant-list'
import * as faulty_tenants from '@/lib/doctor/faulty-tenants'
import * as last_result from '@/lib/doctor/last-result'
import * as brand_file from '@/lib/tenants/brand/brand-file'
import * as brand_drafts from '@/lib/tenants/brand/drafts'
import * as brand_preview_links from '@/lib/tenants/brand/preview-links'
import * as brand_publications from '@/lib/tenants/brand/publications'
import * as host_claims from '@/lib/tenants/host-claims'
import * as brand_pictures from '@/lib/tenants/pictures/brand-pictures'
import * as tenant_settings from '@/lib/tenants/settings/tenant-settings'
import * as tenants_store from '@/lib/tenants/store'

type Database = Awaited<ReturnType<Services['db']['database']>>

/**
 * What the console's pages and actions read and write, bound to this process's database. The functions themselves take
 * a database, so that tests can bring their own.
 */
const here =
  <Rest extends unknown[], Result>(run: (database: Database, ...rest: Rest) => Promise<Result>) =>
  async (...rest: Rest): Promise<Result> =>
    run(await services().db.database(), ...rest)

/** Once for a page, its navigation included. */
export const tenantsFor = cache(here(tenant_list.tenantsFor))
export const tenantFor = here(tenant_list.tenantFor)
export const countTenants = here(tenant_list.countTenants)
export const listTenants = here(listed_tenants.listTenants)
export const findTenants = here(find_tenants.findTenants)
export const secretFacts = here(tenant_list.secretFacts)
export const createTenant = here(tenant_settings.createTenant)
export const saveSettings = here(tenant_settings.saveSettings)
export const settingsToEdit = here(edited_settings.settingsToEdit)
export const settingsAuthor = here(settings_author.settingsAuthor)
export const setStatus = here(tenant_settings.setStatus)
export const claimHost = here(host_claims.claimHost)
export const hostsOf = here(host_claims.hostsOf)
export const proveHost = here(host_claims.proveHost)
export const removeHost = here(host_claims.removeHost)
export const listSessions = here(session_list.listSessions)
export const endSessionById = here(session_list.endSessionById)
export const unseenChanges = here(change_notices.unseenChanges)
export const markSeen = here(change_notices.markSeen)
export const listEntries = here(activity_entries.listEntries)
export const findEntry = here(activity_entries.findEntry)
export const listJourneys = here(list_journeys.listJourneys)
export const findJourney = here(list_journeys.findJourney)
export const hourCounts = here(hour_counts.hourCounts)
export const lastDay = here(last_day.lastDay)
export const countExamined = here(faulty_tenants.countExamined)
export const countFaulty = here(faulty_tenants.countFaulty)
export const lastFaults = here(last_result.lastFaults)
export const storePicture = here(brand_pictures.storePicture)
export const exportBrand = here(brand_file.exportBrand)
export const importBrand = here(brand_file.importBrand)
export const copyBrand = here(brand_file.copyBrand)
export const drawMail = here(shown_mails.drawMail)
export const loadDraft = here(brand_drafts.loadDraft)
export const saveDraft = here(brand_drafts.saveDraft)
export const liveBrand = here(brand_drafts.liveBrand)
export const addPreviewLink = here(brand_preview_links.addPreviewLink)
export const previewLinksOf = here(brand_preview_links.previewLinksOf)
export const isPreviewLink = here(brand_preview_links.isPreviewLink)
export const removePreviewLink = here(brand_preview_links.removePreviewLink)
export const livePublication = here(brand_publications.livePublication)
export const findRevision = here(brand_publications.findRevision)
export const publicationsOf = here(brand_publications.publicationsOf)
export const publishDraft = here(brand_publications.publishDraft)
export const rollBack = here(brand_publications.rollBack)
export const findStoredTenant = here(tenants_store.findStoredTenant)
