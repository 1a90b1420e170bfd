/**
 * Pool ids begin with the region that the pool was made in; in another one the wrong endpoint would be called, unless a
 * replica is there, which has the same id.
 */
export const inItsRegion = ({
  region,
  userPoolId,
  replicas,
}: {
  region: string
  userPoolId: string
  replicas?: string[] | undefined
}) => userPoolId.startsWith(`${region}_`) || replicas?.includes(region) === true

export const regionFault = { error: 'otherRegion', path: ['userPoolId'] }
