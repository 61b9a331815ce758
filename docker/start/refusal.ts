/** Why Stackr does not start or cannot go on, told to a person: one sentence, no stack. */
export class LaunchRefusal extends Error {}
