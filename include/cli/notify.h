/* notify.h - tells the service manager how we are: sd_notify(3) without its library.
 *
 * The protocol is one datagram to the socket that NOTIFY_SOCKET names (a path, or '@' and an
 * abstract name); systemd's own page advises programs to speak it themselves. Without the variable
 * nothing happens. Threads: main. */
#ifndef KANDA_CLI_NOTIFY_H
#define KANDA_CLI_NOTIFY_H

/* "READY=1", "STOPPING=1", "WATCHDOG=1". A manager that does not listen is not our trouble. */
void notify_manager(const char *state);

#endif
