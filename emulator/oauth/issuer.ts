import type { Pool } from '../pool'

/** Who a pool's tokens say they are from: its real address on AWS. */
export const issuerOf = ({ region, id }: Pool): string => `https://cognito-idp.${region}.amazonaws.com/${id}`
