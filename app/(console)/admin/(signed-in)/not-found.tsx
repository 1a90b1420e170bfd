import { NotFound } from '../not-found'

/** Beside the navigation: whoever is signed in goes on from here. */
export default function PageNotFound() {
  return <NotFound />
}
