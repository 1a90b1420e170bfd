import { redirect } from 'next/navigation'
import { getPortal, readStep } from '../portal'
import { changePassword } from '../reset/actions'
import { UnknownView } from './view'

/** Says that nobody knows, and what to do: the truth when an answer of Cognito was lost. */
export default async function UnknownPage() {
  const portal = await getPortal()
  const [receipt, entered] = await Promise.all([readStep(portal, 'doubt'), readStep(portal, 'retry')])
  if (receipt === null) redirect(portal.path('/forgot'))
  return <UnknownView page={portal} receipt={receipt} entered={entered} action={changePassword} />
}
