import { services } from '@/app/services'
import { getPortal } from '../portal'
import { StandbyView } from './view'

export default async function StandbyPage() {
  const portal = await getPortal()
  const role = await services().replicas.roleOf(portal.tenant)
  return <StandbyView page={portal} isActive={role?.role === 'secondary' && role.isActive} />
}
