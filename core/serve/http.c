/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* accept4 and the like in the library's headers */
#include "serve/http.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    SPARE_CONNECTIONS = 16, /* over the limit: they are told so; more wait to be accepted */
    SWEEP_MILLISECONDS = 100,
    BACKLOG = 128,
    LEAST_ROOM = 4096,
    MOST_DISCARDED = 1 << 20 /* beyond the limit on a body */
};

static const char late[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: application/json\r\n"
                           "Content-Length: 74\r\n\r\n"
                           "{\"error\":{\"code\":\"timeout\",\"message\":\"the request took too long to come\"}}";

typedef struct connection {
    struct connection *next, **link;
    int socket;
    bool busy;      /* with a request that is whole */
    bool surplus;   /* over the limit */
    bool told;      /* it is being closed */
    uint64_t since; /* it waits for a request to be whole; CLOCK_MONOTONIC, milliseconds */
} connection;

struct lode_http {
    lode_http_options options;
    struct MHD_Daemon *daemon;
    int socket; /* that listens; -1: no more */
    connection *connections;
    unsigned connection_count, exchange_count;
    size_t bytes; /* of bodies that are there */
    uint64_t swept;
    bool stopping;
};

struct lode_http_exchange {
    lode_http *http;
    struct MHD_Connection *on;
    connection *place;
    const char *method, *path;
    char *body;
    size_t length, room;
    size_t counted; /* of http->bytes */
    uint64_t discarded;
    lode_http_outcome outcome;
    uint64_t started; /* microseconds */
    unsigned refused; /* the status to answer with when the body is there; 0: none */
    bool taken, suspended, answered;
    struct MHD_Response *response;
};

static uint64_t microseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static uint64_t milliseconds(void) {
    return microseconds() / 1000u;
}

/* ---- Connections -------------------------------------------------------------------------------------------------- */

static void note_connection(void *context, struct MHD_Connection *on, void **place, enum MHD_ConnectionNotificationCode what) {
    lode_http *http = context;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(on, MHD_CONNECTION_INFO_CONNECTION_FD);
    connection *at = *place;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        at = calloc(1, sizeof *at);
        *place = at;
        http->connection_count++;
        if (!at)
            return;
        *at = (connection){.next = http->connections,
                           .link = &http->connections,
                           .socket = info ? info->connect_fd : -1,
                           .surplus = http->connection_count > http->options.most_connections,
                           .since = milliseconds()};
        if (at->next)
            at->next->link = &at->next;
        http->connections = at;
        return;
    }
    http->connection_count--;
    if (!at)
        return;
    *at->link = at->next;
    if (at->next)
        at->next->link = at->link;
    free(at);
    *place = NULL;
}

/* Ends connections on which a request takes too long to come, whatever trickles in. */
static void sweep(lode_http *http) {
    uint64_t now = milliseconds();

    if (now - http->swept < SWEEP_MILLISECONDS)
        return;
    http->swept = now;
    for (connection *at = http->connections; at; at = at->next) {
        if (at->busy || at->told || at->socket < 0 || now - at->since <= http->options.request_timeout)
            continue;
        (void)send(at->socket, late, sizeof late - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
        shutdown(at->socket, SHUT_RDWR);
        at->told = true;
    }
}

/* ---- Exchanges ---------------------------------------------------------------------------------------------------- */

static const char *reason_of(unsigned status) {
    switch (status) {
    case MHD_HTTP_CONTENT_TOO_LARGE:
        return "limit\",\"message\":\"the body is larger than the service takes";
    case MHD_HTTP_INTERNAL_SERVER_ERROR:
        return "memory\",\"message\":\"memory ran out";
    default:
        return "busy\",\"message\":\"the service has all that it can do; try again";
    }
}

static enum MHD_Result queue(lode_http_exchange *exchange) {
    enum MHD_Result result = MHD_queue_response(exchange->on, exchange->outcome.status, exchange->response);

    MHD_destroy_response(exchange->response);
    exchange->response = NULL;
    return result;
}

static void set_answer(lode_http_exchange *exchange, unsigned status, const char *type, char *body, size_t length) {
    exchange->answered = true;
    exchange->outcome.status = status;
    exchange->outcome.sent = length;
    exchange->response =
        MHD_create_response_from_buffer(length, body ? body : "", body ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (!exchange->response) {
        free(body);
        return;
    }
    MHD_add_response_header(exchange->response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    MHD_add_response_header(exchange->response, "X-Content-Type-Options", "nosniff");
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(exchange->response, MHD_HTTP_HEADER_RETRY_AFTER, "1");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(exchange->response, MHD_HTTP_HEADER_ALLOW,
                                strcmp(exchange->path, "/") == 0 ? "POST" : "GET, HEAD");
    if (exchange->http->stopping || (exchange->place && exchange->place->surplus))
        MHD_add_response_header(exchange->response, MHD_HTTP_HEADER_CONNECTION, "close");
}

static enum MHD_Result refuse(lode_http_exchange *exchange, unsigned status) {
    char text[256];
    int length = snprintf(text, sizeof text, "{\"error\":{\"code\":\"%s\"}}\n", reason_of(status));
    char *body = strdup(text);

    set_answer(exchange, status, "application/json", body, body ? (size_t)length : 0);
    return exchange->response ? queue(exchange) : MHD_NO;
}

static size_t declared_length(struct MHD_Connection *on) {
    const char *text = MHD_lookup_connection_value(on, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);

    return text ? (size_t)strtoull(text, NULL, 10) : 0;
}

static bool is_too_large(const lode_http *http, size_t length) {
    return http->options.most_bytes && length > http->options.most_bytes;
}

static enum MHD_Result begin(lode_http *http, struct MHD_Connection *on, const char *path, const char *method, void **state) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(on, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    lode_http_exchange *exchange = calloc(1, sizeof *exchange);
    size_t length = declared_length(on);

    if (!exchange)
        return MHD_NO;
    *exchange = (lode_http_exchange){.http = http,
                                     .on = on,
                                     .place = info ? info->socket_context : NULL,
                                     .method = method,
                                     .path = path,
                                     .started = microseconds()};
    *state = exchange;
    http->exchange_count++;
    if (http->stopping || !exchange->place || exchange->place->surplus)
        return refuse(exchange, MHD_HTTP_SERVICE_UNAVAILABLE);
    if (is_too_large(http, length))
        return refuse(exchange, MHD_HTTP_CONTENT_TOO_LARGE);
    if (http->options.most_bytes_in_all && length && http->bytes && http->bytes + length > http->options.most_bytes_in_all)
        return refuse(exchange, MHD_HTTP_SERVICE_UNAVAILABLE);
    exchange->counted = length;
    http->bytes += length;
    return MHD_YES;
}

/* Keeps a piece of the body. One that turns out too large is read to an end that is not far, so that the answer is seen. */
static enum MHD_Result keep(lode_http_exchange *exchange, const char *bytes, size_t length) {
    lode_http *http = exchange->http;
    size_t whole = exchange->length + length;

    exchange->outcome.received += length;
    if (!exchange->refused && is_too_large(http, whole))
        exchange->refused = MHD_HTTP_CONTENT_TOO_LARGE;
    if (!exchange->refused && whole > exchange->counted) {
        http->bytes += whole - exchange->counted;
        exchange->counted = whole;
        if (http->options.most_bytes_in_all && http->bytes > http->options.most_bytes_in_all && http->bytes > whole)
            exchange->refused = MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    if (!exchange->refused && whole > exchange->room) {
        size_t room = exchange->room * 2 > whole ? exchange->room * 2 : whole < exchange->counted ? exchange->counted : whole;
        char *body = realloc(exchange->body, room > LEAST_ROOM ? room : LEAST_ROOM);

        if (body) {
            exchange->body = body;
            exchange->room = room > LEAST_ROOM ? room : LEAST_ROOM;
        } else {
            exchange->refused = MHD_HTTP_INTERNAL_SERVER_ERROR;
        }
    }
    if (exchange->refused) {
        exchange->discarded += length;
        return exchange->discarded > http->options.most_bytes + MOST_DISCARDED ? MHD_NO : MHD_YES;
    }
    memcpy(exchange->body + exchange->length, bytes, length);
    exchange->length = whole;
    return MHD_YES;
}

static enum MHD_Result take(lode_http_exchange *exchange) {
    lode_http *http = exchange->http;
    lode_http_request request = {
        .method = exchange->method,
        .path = exchange->path,
        .type = MHD_lookup_connection_value(exchange->on, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_TYPE),
        .disposition = MHD_lookup_connection_value(exchange->on, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_DISPOSITION),
        .coding = MHD_lookup_connection_value(exchange->on, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_ENCODING),
        .body = exchange->body,
        .length = exchange->length};

    exchange->place->busy = true;
    if (exchange->refused)
        return refuse(exchange, exchange->refused);
    exchange->taken = true;
    exchange->body = NULL;
    http->options.take(http->options.context, exchange, &request);
    if (exchange->answered)
        return exchange->response ? queue(exchange) : MHD_NO;
    exchange->suspended = true;
    MHD_suspend_connection(exchange->on);
    return MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *on, const char *path, const char *method,
                              const char *version, const char *bytes, size_t *length, void **state) {
    lode_http_exchange *exchange = *state;
    enum MHD_Result result;

    (void)version;
    if (!exchange)
        return begin(context, on, path, method, state);
    if (*length) {
        result = keep(exchange, bytes, *length);
        *length = 0;
        return result;
    }
    if (exchange->answered)
        return exchange->response ? queue(exchange) : MHD_NO;
    return exchange->taken ? MHD_YES : take(exchange);
}

static void complete(void *context, struct MHD_Connection *on, void **state, enum MHD_RequestTerminationCode how) {
    lode_http_exchange *exchange = *state;
    lode_http *http = context;

    (void)on;
    if (!exchange)
        return;
    if (how != MHD_REQUEST_TERMINATED_COMPLETED_OK)
        exchange->outcome.status = 0;
    exchange->outcome.seconds = (double)(microseconds() - exchange->started) / 1e6;
    if (exchange->place) {
        exchange->place->busy = false;
        exchange->place->since = milliseconds();
    }
    http->bytes -= exchange->counted;
    http->exchange_count--;
    http->options.ended(http->options.context, &exchange->outcome);
    if (exchange->response)
        MHD_destroy_response(exchange->response);
    free(exchange->body);
    free(exchange);
    *state = NULL;
}

static void answer(lode_http_exchange *exchange, unsigned status, const char *type, char *body, size_t length) {
    set_answer(exchange, status, type, body, length);
    if (exchange->suspended)
        MHD_resume_connection(exchange->on);
    exchange->suspended = false;
}

static const char *parameter(lode_http_exchange *exchange, const char *name) {
    return MHD_lookup_connection_value(exchange->on, MHD_GET_ARGUMENT_KIND, name);
}

typedef struct search {
    const char *const *names;
    const char *unknown;
} search;

static enum MHD_Result look_up(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    search *at = context;

    (void)kind;
    (void)value;
    for (const char *const *known = at->names; *known; known++)
        if (strcmp(*known, name) == 0)
            return MHD_YES;
    at->unknown = name;
    return MHD_NO;
}

static const char *unknown(lode_http_exchange *exchange, const char *const *names) {
    search at = {.names = names};

    MHD_get_connection_values(exchange->on, MHD_GET_ARGUMENT_KIND, look_up, &at);
    return at.unknown;
}

/* ---- The server --------------------------------------------------------------------------------------------------- */

static lode_status cannot_listen(const char *address, const char *why, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO, "nothing can be listened to at %s: %s", address, why);
    return LODE_ERROR_IO;
}

/* Splits ADDRESS:PORT. */
static bool split(const char *address, char host[128], const char **port) {
    const char *colon = strrchr(address, ':');
    size_t length = colon ? (size_t)(colon - address) : 0;
    bool bracketed = length > 1 && address[0] == '[' && address[length - 1] == ']';

    if (!length || length >= 128 || !colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1) ||
        strlen(colon + 1) > 5 || atoi(colon + 1) > 65535 || (!bracketed && memchr(address, ':', length)))
        return false;
    snprintf(host, 128, "%.*s", (int)(bracketed ? length - 2 : length), address + bracketed);
    *port = colon + 1;
    return true;
}

static int open_socket(const struct addrinfo *found) {
    int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1, reason;

    if (descriptor < 0)
        return -1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(descriptor, found->ai_addr, found->ai_addrlen) == 0 && listen(descriptor, BACKLOG) == 0)
        return descriptor;
    reason = errno;
    close(descriptor);
    errno = reason;
    return -1;
}

static lode_status listen_at(lode_http *http, const char *address, char at[LODE_HTTP_ADDRESS], lode_error *error) {
    const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct sockaddr_storage own;
    socklen_t size = sizeof own;
    struct addrinfo *found;
    char host[128], service[16];
    const char *port = NULL;
    int reason;

    if (!split(address, host, &port)) {
        lode_error_set(error, LODE_ERROR_USAGE, "'%s' is no address to listen at", address);
        lode_error_advise(error, "write ADDRESS:PORT, such as 127.0.0.1:8064 or [::1]:8064");
        return LODE_ERROR_USAGE;
    }
    reason = getaddrinfo(host, port, &wanted, &found);
    if (reason)
        return cannot_listen(address, gai_strerror(reason), error);
    http->socket = open_socket(found);
    freeaddrinfo(found);
    if (http->socket < 0)
        return cannot_listen(address, strerror(errno), error);
    if (getsockname(http->socket, (struct sockaddr *)&own, &size) ||
        getnameinfo((struct sockaddr *)&own, size, host, sizeof host, service, sizeof service, NI_NUMERICHOST | NI_NUMERICSERV))
        return cannot_listen(address, "its own address is not known", error);
    snprintf(at, LODE_HTTP_ADDRESS, own.ss_family == AF_INET6 ? "[%.100s]:%s" : "%.100s:%s", host, service);
    return LODE_OK;
}

static void close_http(lode_http *http) {
    if (!http)
        return;
    if (http->daemon)
        MHD_stop_daemon(http->daemon);
    if (http->socket >= 0)
        close(http->socket);
    free(http);
}

static lode_status open_http(const lode_http_options *options, lode_http **opened, char at[LODE_HTTP_ADDRESS],
                             lode_error *error) {
    lode_http *http = calloc(1, sizeof *http);
    unsigned idle = options->request_timeout / 1000 + 1;
    lode_status status;

    *opened = NULL;
    if (!http)
        return lode_error_no_memory(error);
    http->options = *options;
    http->socket = -1;
    status = listen_at(http, options->address, at, error);
    if (status == LODE_OK) {
        http->daemon = MHD_start_daemon(
            MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, http, MHD_OPTION_LISTEN_SOCKET, http->socket,
            MHD_OPTION_CONNECTION_LIMIT, options->most_connections + SPARE_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, idle,
            MHD_OPTION_NOTIFY_CONNECTION, note_connection, http, MHD_OPTION_NOTIFY_COMPLETED, complete, http, MHD_OPTION_END);
        if (!http->daemon)
            status = cannot_listen(options->address, "the server does not start", error);
        else
            http->socket = -1; /* it is the library's now */
    }
    if (status != LODE_OK) {
        close_http(http);
        return status;
    }
    *opened = http;
    return LODE_OK;
}

static int descriptor_of(const lode_http *http) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);

    return info ? info->epoll_fd : -1;
}

static int wait_of(lode_http *http) {
    MHD_UNSIGNED_LONG_LONG library;
    int most = http->connections ? SWEEP_MILLISECONDS : -1;

    if (MHD_get_timeout(http->daemon, &library) == MHD_YES && (most < 0 || library < (unsigned)most))
        return (int)library;
    return most;
}

static void run_http(lode_http *http) {
    MHD_run(http->daemon);
    sweep(http);
}

static void stop(lode_http *http) {
    http->stopping = true;
    http->socket = MHD_quiesce_daemon(http->daemon);
    if (http->socket >= 0)
        close(http->socket);
    http->socket = -1;
}

static unsigned connections(const lode_http *http) {
    return http->connection_count;
}

static bool is_idle(const lode_http *http) {
    return !http->exchange_count;
}

extern const lode_http_functions lode_http_functions_1;
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const lode_http_functions lode_http_functions_1 = {.open = open_http,
                                                   .close = close_http,
                                                   .descriptor = descriptor_of,
                                                   .wait = wait_of,
                                                   .run = run_http,
                                                   .parameter = parameter,
                                                   .unknown = unknown,
                                                   .answer = answer,
                                                   .stop = stop,
                                                   .connections = connections,
                                                   .idle = is_idle};
