/**
 * Keeps a URL that somebody typed, or a redirect somebody sent, from reaching into the network that the program
 * runs in. Checked is the address that is connected to, not the name: a name may resolve to something else a
 * moment later (DNS rebinding), so the check sits inside the lookup of the connection itself.
 */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { GiveUpError } from '../../domain/errors.js';

/** Same signature as `dns.lookup`, as sockets call it. */
export type Lookup = (
  hostname: string,
  options: LookupOptions,
  done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
) => void;

/** Public unicast only: not private, loopback, link-local, multicast, reserved, nor a tunnel that embeds another address. */
export function isPublicAddress(address: string): boolean {
  // `process` turns ::ffff:10.0.0.1 into the IPv4 address it stands for.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** For hosts written as addresses: those never pass a lookup. @throws GiveUpError `host-refused`. */
export function refusePrivateLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw hostRefused(url.hostname, host);
}

/** A lookup that answers with public addresses only, and with a `host-refused` error where there are none. */
export function guardedLookup(lookup: Lookup = systemLookup): Lookup {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const addresses = (Array.isArray(found) ? found : []).filter((entry) => isPublicAddress(entry.address));
      const first = addresses[0];
      if (first === undefined) {
        const refused = Array.isArray(found) ? (found[0]?.address ?? 'no address') : found;
        return done(hostRefused(hostname, refused), []);
      }
      if (options.all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

function hostRefused(host: string, address: string): GiveUpError {
  const what = host === address ? host : `${host} (${address})`;
  return new GiveUpError(
    'host-refused',
    `${what} is not a public address; if it is meant, set ROLEMILL_ALLOW_PRIVATE_HOSTS=true`,
  );
}
