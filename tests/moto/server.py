"""Runs moto's server, one request after the other.

moto answers each request in a thread of its own and has no locks: of two conditional writes at once both may win, and
DynamoDB promises that one does. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html
"""

import threading

from moto import server

one_at_a_time = threading.Lock()


class Application(server.DomainDispatcherApplication):
    def __call__(self, environ, start_response):
        with one_at_a_time:
            return super().__call__(environ, start_response)


server.DomainDispatcherApplication = Application

if __name__ == "__main__":
    server.main()
