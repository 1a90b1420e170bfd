import { redirect } from 'next/navigation'
import { getPortal, readStep } from '../portal'
import { DoneView } from './view'

/** Says that the password was changed, to the browser that holds the receipt for it and to nobody else. */
export default async function DonePage() {
  const portal = await getPortal()
  const receipt = await readStep(portal, 'receipt')
  if (receipt?.kind !== 'done') redirect(portal.path('/forgot'))
  return <DoneView page={portal} at={receipt.at} returnTo={receipt.returnTo} />
}
