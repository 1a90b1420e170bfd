import { redirect } from 'next/navigation'
import { getPortal } from './portal'

export default async function TenantRoot(): Promise<never> {
  const { path } = await getPortal()
  redirect(path('/forgot'))
}
